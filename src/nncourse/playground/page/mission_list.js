// The mission cards: what to reach, how far one is, and whether it has been reached.

import { button, html, setText } from "../../kit/kit.js";
import { MISSIONS } from "./missions.js";

class Card {
  constructor(mission, onSetUp) {
    this.mission = mission;
    this.badge = html("span", { class: "nnp-badge" }, "");
    this.now = mission.conditions.map(() => html("span", { class: "nnp-now" }));
    this.words = mission.conditions.map(() => html("span", { class: "nnp-unseen" }));
    this.items = mission.conditions.map(({ text }, i) =>
      html("li", {}, text, this.now[i], this.words[i]),
    );
    // What a mission teaches appears below the playground, so that nothing moves under the mouse.
    this.lesson = html("p", { class: "nnp-lesson", hidden: true }, mission.done);
    this.element = html(
      "li",
      { class: "nnp-card" },
      html("h4", {}, mission.title, this.badge),
      html("p", {}, mission.text),
      html(
        "div",
        { class: "nnp-measured" },
        html("ul", { class: "nnp-conditions" }, this.items),
        html("p", { class: "nnp-later" }, "What is measured appears when training begins."),
      ),
      button("Set up", () => onSetUp(mission), { "aria-label": `Set up: ${mission.title}` }),
    );
  }

  /** Measure; returns whether every condition is met at this moment. Not for a card that is done. */
  measure(session) {
    const met = this.mission.conditions.map((condition) => Boolean(condition.met(session)));
    // Conditions tell what can be reached: not before the learner has made a prediction.
    if (session.epoch > 0) this.element.classList.add("nnp-begun");
    met.forEach((isMet, i) => {
      const { now } = this.mission.conditions[i];
      this.tick(i, isMet);
      setText(this.now[i], now ? `: now ${now(session)}` : "");
    });
    return met.every(Boolean);
  }

  tick(i, isMet) {
    this.items[i].classList.toggle("nnp-met", isMet);
    // Everyone else sees a tick, which the style sheet draws.
    setText(this.words[i], isMet ? ", met" : ", not met yet");
  }

  /**
   * Show the mission as reached, and the conditions as they were then: a loss that has fallen again
   * must not deny it. A notebook that was saved knows which missions were reached, but not when.
   */
  markDone(session) {
    this.element.classList.add("nnp-begun", "nnp-done");
    this.badge.textContent = session ? `Done in epoch ${session.epoch}` : "Done";
    this.mission.conditions.forEach(({ now }, i) => {
      this.tick(i, true);
      setText(this.now[i], session && now ? `: ${now(session)}` : "");
    });
    this.lesson.hidden = false;
  }
}

export class MissionList {
  constructor({ setUp, reached }) {
    this.reached = reached;
    this.setUp = setUp;
    this.cards = [];
    this.count = html("span", { class: "nnp-count" });
    this.list = html("ul", { class: "nnp-cards" });
    this.lessons = html("div", { class: "nnp-lessons" });
    this.element = html(
      "section",
      { class: "nnp-missions", "aria-label": "Missions" },
      html("h3", { class: "nnp-title" }, "Missions", this.count),
      this.list,
    );
  }

  /** Show the missions of these names, and which of them were reached before. */
  build(ids, done) {
    this.done = new Set(done);
    this.cards = MISSIONS.filter(({ id }) => ids.includes(id)).map(
      (mission) => new Card(mission, this.setUp),
    );
    this.list.replaceChildren(...this.cards.map(({ element }) => element));
    this.lessons.replaceChildren(...this.cards.map(({ lesson }) => lesson));
    this.element.hidden = this.cards.length === 0;
    for (const card of this.cards) if (this.done.has(card.mission.id)) card.markDone();
    this.showCount();
  }

  showCount() {
    const reached = this.cards.filter(({ mission }) => this.done.has(mission.id)).length;
    setText(this.count, ` ${reached} of ${this.cards.length} done`);
  }

  measure(session) {
    for (const card of this.cards) {
      const { id } = card.mission;
      if (this.done.has(id) || !card.measure(session)) continue;
      this.done.add(id);
      card.markDone(session);
      this.showCount();
      this.reached(card.mission, [...this.done]);
    }
  }
}
