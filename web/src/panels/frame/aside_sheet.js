// The style sheet of what lies beside or over the room: the lobby and the dialogs.
import css from "../../css/aside.css" with { type: "text" };
import { wear } from "../../styles.js";

wear(css);
