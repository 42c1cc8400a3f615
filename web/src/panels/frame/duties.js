// What each seat does, and what one sees when it is done well.
import { t } from "../../i18n.js";

/** By seat. */
export const DUTIES = {
  ic: [
    t("You coordinate. You decide, set the severity and the rhythm, and keep the overview."),
    t("Take command in so many words, and name the other two leads."),
    t("Do not look into logs or touch systems: ask, with a time-box, and listen."),
    t("Approve changes, name a plan B, and say when it is over."),
  ],
  ol: [
    t("You lead the technical work. Only you and yours change the system."),
    t("Acknowledge the page, look, and say what you see: who is hurt, since when."),
    t("Stop the harm first; the cause can wait."),
    t("Say every change before you make it, and check whether it worked."),
  ],
  cl: [
    t("You speak for the team, so that the others can work."),
    t("Tell stakeholders and customers early, in their words, without guesses sold as facts."),
    t("Always say when they hear more, and keep to it."),
    t("Answer what comes from outside, and shield the others from it."),
  ],
  responder: [
    t("You help the Operations Lead with what you know best."),
    t("Take on one task at a time, and report, also when you found nothing."),
    t("Change nothing without being asked to."),
  ],
  scribe: [
    t("You keep the incident document: what happened, what was decided, by whom and when."),
    t("Write facts with their time while they happen; log lines of the channel with one click."),
    t("Keep summary and impact so that whoever comes late can read them alone."),
    t("Ask when a decision or an owner was not said aloud."),
  ],
  planner: [
    t("You look ahead, so that the Incident Commander can stay in the present."),
    t("Watch what was promised: the next update, time-boxes, changes that should be done by now."),
    t("Keep plan B ready, and think of who takes over if it lasts."),
    t("Collect what can wait until after the incident."),
  ],
  observer: [
    t("You see what everybody sees, and touch nothing."),
    t("Watch how people work together: who knew what, and when."),
  ],
};

/** By seat. */
export const GOOD = {
  ic: [
    t("Everybody can say who is in command, how bad it is and what is tried now."),
    t("Nobody waits long for a decision, and nobody acts on two plans."),
  ],
  ol: [
    t("The harm gets smaller before the cause is known."),
    t("Each change was announced, approved, and looked at afterwards."),
  ],
  cl: [
    t("Nobody outside has to ask first, and no promised time passes in silence."),
    t("What was said stays true when it is read again an hour later."),
  ],
  responder: [
    t("Reports are short, with what you saw and how sure you are, inside the time-box."),
  ],
  scribe: [
    t("The review can be written from the document alone."),
  ],
  planner: [
    t("The Incident Commander hears of what is due before it is late."),
  ],
};
