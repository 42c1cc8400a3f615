// The style sheet of where people work; whoever needs it imports this module.
import css from "../../css/work.css" with { type: "text" };
import { wear } from "../../styles.js";

wear(css);
