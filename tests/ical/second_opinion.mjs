// Reads one question a line, as JSON, and answers each with when the series' event starts on its own wall.
import { createInterface } from "node:readline";

import ICAL from "ical.js";

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(starts(JSON.parse(line))));
}

function starts({ text, from, until }) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const iterator = new ICAL.Event(calendar.getFirstSubcomponent("vevent")).iterator();
  const found = [];
  for (let next = iterator.next(); next && next.toString() < until; next = iterator.next()) {
    if (next.toString() >= from) found.push(next.toString());
  }
  return found;
}
