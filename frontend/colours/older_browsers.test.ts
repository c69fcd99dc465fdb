// @vitest-environment node
import { join } from "node:path";
import { expect, test } from "vitest";
import { olderBrowsers } from "./older_browsers.ts";
import { tokensFrom } from "./token_file.ts";

const served = join(import.meta.dirname, "../../terminbuch/static/terminbuch");

test("older browsers get the values of the default accent", async () => {
  const rules = olderBrowsers(tokensFrom(`${served}/tokens.css`));

  expect(rules).toContain("--accent-ink: rgb(129, 50, 91);");
  await expect(rules).toMatchFileSnapshot(`${served}/older_browsers.css`);
});
