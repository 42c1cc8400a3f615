// The style sheet of what is told and written down; whoever needs it imports this module.
import css from "../../css/words.css" with { type: "text" };
import { wear } from "../../styles.js";

wear(css);
