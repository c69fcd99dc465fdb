import { submitOnce } from "../booking_pages/submitting.ts";
import { openWindows } from "../booking_pages/windows.ts";
import { foretellHours } from "../staff_hours/foretelling.ts";
import { answerInPlace } from "../staff_windows/in_place.ts";
import { lookAhead } from "../staff_windows/looking.ts";
import { letPass } from "../staff_windows/passing.ts";
import { followBoard } from "./board.ts";
import { copyLines } from "./copying.ts";
import { showColour } from "./look.ts";
import { usePasskeys } from "./passkeys.ts";
import { countSending } from "./sending.ts";

// Everything works without this script; it only saves the reader's way and time.
document.documentElement.dataset.script = "";
openWindows();
submitOnce();
lookAhead();
answerInPlace();
letPass();
followBoard();
countSending();
usePasskeys();
foretellHours();
showColour();
copyLines();
