import { focusOnArrival } from "./focus.ts";
import { showHold } from "./hold.ts";
import { talkToHostPage } from "./host_page.ts";
import { walkDays } from "./month.ts";
import { renewParts } from "./parts.ts";
import { giveBackOnReturn } from "./returning.ts";
import { submitOnce } from "./submitting.ts";
import { walkTimes } from "./times.ts";
import { openWindows } from "./windows.ts";
import { offerZone } from "./zone.ts";

// Everything works without this script; it only saves the reader's way and time.
renewParts(offerZone);
walkDays();
walkTimes();
openWindows();
submitOnce();
showHold();
offerZone();
giveBackOnReturn();
talkToHostPage();
focusOnArrival();
