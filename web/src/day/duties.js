// What somebody does in a seat, and what good looks like: one card, before the drill begins.
import { t } from "../i18n.js";

/** By seat: what you do, and how one can tell that it goes well. */
export const DUTIES = {
  ic: {
    does: [
      t("Take command aloud, name the other leads, and set the severity."),
      t("Decide, delegate with a time-box, and ask for what you need to know."),
      t("Keep the rhythm: when is the next look at the whole, when the next update?"),
    ],
    good: [
      t("Everybody can say who commands and what the plan is."),
      t("Your hands are off the systems, and there is a plan B."),
    ],
  },
  ol: {
    does: [
      t("Acknowledge the page, look, and say who is hurt and since when."),
      t("Lead those who look and change things; you alone decide what is changed."),
      t("Stop the harm first. The cause can wait."),
    ],
    good: [
      t("Every change is announced before and verified after."),
      t("The commander hears from you before having to ask."),
    ],
  },
  cl: {
    does: [
      t("Tell people inside and outside what is going on, early."),
      t("Answer what comes in, so that the others can work."),
      t("Say with every word when the next one comes, and keep to it."),
    ],
    good: [
      t("What you say is true, plain and on time; guesses are called guesses."),
      t("Nobody outside has to ask twice."),
    ],
  },
  scribe: {
    does: [
      t("Write down what happens, who decided what, and why."),
      t("Keep the summary at the top of the document current."),
    ],
    good: [t("Somebody who comes late reads for a minute and can help.")],
  },
  planner: {
    does: [
      t("Look ahead: what if this takes all day? Who takes over, and when?"),
      t("Keep a list of what was put off, and of what has to be undone later."),
    ],
    good: [t("The commander always has a next step that somebody has thought through.")],
  },
  responder: {
    does: [
      t("Take on one task at a time from the Operations Lead."),
      t("Look, test, and report, also when you found nothing."),
    ],
    good: [
      t("You say what you take on, and when you will be back with an answer."),
      t("You change nothing without being asked to."),
    ],
  },
  observer: {
    does: [t("Watch how the team works together. You see what everybody sees.")],
    good: [t("You have two notes for the debrief: what helped, and what surprised you.")],
  },
  evaluator: {
    does: [t("Watch, note, and rate what the team does against good practice.")],
    good: [t("Each rating points at something that was said or done.")],
  },
};
