import { hintsOn } from "./plain_words.js";
import { is } from "../sample_state.js";

const people = [{ name: "Ben" }];
const services = [{ id: "card-router", title: "Card router" }, {
  id: "checkout",
  title: "Checkout",
}];
const ids = (text, more) =>
  hintsOn({ text, people, services, next: true, ...more }).map(({ id }) => id);

Deno.test("a plain message gets no hint", () => {
  is(
    ids("Some customers cannot pay by card since 14:13. We are working on it.", { plain: true }),
    [],
  );
  is(ids("", { next: false }), []);
});

Deno.test("inside words are asked about where readers are outside", () => {
  const text = "We roll back card-router after a deploy in the cluster.";
  is(ids(text), []);
  is(ids(text, { plain: true }), ["jargon"]);
  const [hint] = hintsOn({ text, plain: true, next: true, services });
  is(hint.text, "Will they know “card-router”, “roll back”, “deploy”? Say what people notice.");
  is(ids("The checkout does not work.", { plain: true }), []);
});

Deno.test("blame is asked about, for people, suppliers and errors of humans", () => {
  is(ids("Ben forgot the flag."), ["blame"]);
  is(ids("It was human error."), ["blame"]);
  is(ids("Our vendor broke it."), ["blame"]);
  is(ids("Ben moves traffic."), []);
});

Deno.test("a time of the fix is no promise to make", () => {
  is(ids("It will be fixed by 15:00."), ["fix-time"]);
  is(ids("We expect a fix within 30 minutes."), ["fix-time"]);
  is(ids("It was fixed at 15:00."), []);
});

Deno.test("soon is no time, unless one is promised", () => {
  is(ids("More soon.", { next: false }), ["soon", "next"]);
  is(ids("More soon."), []);
  is(ids("It is over.", { next: false, ends: true }), []);
});

Deno.test("absolutes and fillers are asked about", () => {
  is(ids("No data was lost, all systems work."), ["sure"]);
  is(ids("Impact: TBD"), ["empty"]);
});
