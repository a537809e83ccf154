// The playground: the session, its pictures and controls, and the loop that trains.

import { DataPanel, TopBar } from "./controls.js";
import { Diagram, MAX_LAYERS } from "./diagram.js";
import { button, html, setText } from "../../kit/kit.js";
import { Inspector } from "./inspector.js";
import { MissionList } from "./mission_list.js";
import { OutputPanel, scoreText } from "./output.js";
import { readTheme } from "./paint.js";
import { pythonCall } from "./python_call.js";
import { Session } from "./session.js";

/** Milliseconds between two reports to screen readers and to Python while training. */
const REPORT = 10000;
const SAVE = 2000;
/** Two pictures per second for people who ask for less motion. */
const CALM = 500;

export class App {
  /**
   * `notify(values)` gets what Python should know: settings, measures, weights, missions done.
   */
  constructor(settings, { missions, done, hide }, notify) {
    this.session = new Session(settings);
    this.notify = notify;
    this.playing = false;
    /** @type {[number, number] | null} */
    this.looked = null;
    /** @type {[number, number] | null} */
    this.picked = null;
    /** @type {ReturnType<typeof readTheme>["palette"]} */
    this.palette = undefined;
    /** @type {ReturnType<typeof readTheme>["colours"]} */
    this.colours = undefined;
    this.calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    const actions = {
      change: (values) => this.change(values),
      toggle: () => (this.playing ? this.pause() : this.play()),
      step: () => this.step(),
      reset: () => this.reset(),
      say: (text) => this.say(text),
      pick: (...place) => this.pick(...place),
      look: (layer, index) => {
        this.looked = layer === null ? null : [layer, index];
        this.draw();
      },
      setUp: (mission) => this.setUp(mission),
      reached: (mission, ids) => {
        this.say(`Mission done: ${mission.title}. ${mission.done}`);
        this.notify({ done: ids });
      },
    };
    this.top = new TopBar(actions);
    this.data = new DataPanel(actions);
    this.diagram = new Diagram(actions);
    this.inspector = new Inspector((words) => {
      this.session.measure();
      this.draw();
      this.rest(words);
    });
    this.output = new OutputPanel(actions);
    this.missions = new MissionList(actions);
    this.build(missions, done, hide);
  }

  build(missions, done, hide) {
    this.status = html("p", { class: "nnp-status", role: "status" });
    this.layerCount = html("span", { class: "nnp-layer-count" });
    this.code = html("pre", { class: "nnp-code", tabindex: 0, "aria-label": "Python code" });
    const layers = (difference) => () => {
      const { hidden } = this.session.settings;
      const next = difference > 0 ? [...hidden, hidden.at(-1) ?? 4] : hidden.slice(0, -1);
      if (next.length <= MAX_LAYERS && next.length !== hidden.length) this.change({ hidden: next });
    };
    const networkHead = html(
      "div",
      { class: "nnp-network-head", "data-control": "hidden" },
      button("−", layers(-1), { class: "nnp-small", "aria-label": "Remove a hidden layer" }),
      this.layerCount,
      button("+", layers(1), { class: "nnp-small", "aria-label": "Add a hidden layer" }),
    );
    this.networkPanel = html(
      "section",
      { class: "nnp-panel nnp-network", "aria-label": "Network" },
      html(
        "div",
        { class: "nnp-row" },
        html("h3", { class: "nnp-title" }, "Features"),
        networkHead,
      ),
      this.diagram.element,
      html(
        "p",
        { class: "nnp-hint" },
        html("span", { class: "nnp-line nnp-line-plus" }),
        "positive weight ",
        html("span", { class: "nnp-line nnp-line-minus" }),
        "negative weight; the wider, the larger. Each square is what a neuron gives: point at it to see it large.",
      ),
      this.inspector.element,
    );
    this.root = html(
      "div",
      { class: "nnp", role: "group", "aria-label": "Neural network playground" },
      this.top.element,
      this.missions.element,
      this.status,
      html("div", { class: "nnp-main" }, this.data.element, this.networkPanel, this.output.element),
      this.missions.lessons,
      html(
        "details",
        { class: "nnp-details" },
        html("summary", {}, "This network as Python code"),
        this.code,
      ),
    );
    this.missions.build(missions, done);
    this.hide(hide);
  }

  hide(names) {
    const controls = /** @type {NodeListOf<HTMLElement>} */ (
      this.root.querySelectorAll("[data-control]")
    );
    for (const element of controls) {
      element.hidden = names.includes(element.dataset.control);
    }
  }

  /** Begin to follow the page; call when the root is in the document. */
  start() {
    this.observers = [
      new ResizeObserver(() => this.resize()),
      new MutationObserver(() => this.resize(true)),
    ];
    for (const panel of [this.networkPanel, this.output.element]) this.observers[0].observe(panel);
    this.observers[1].observe(document.body, { attributes: true });
    this.onHidden = () => document.hidden && this.pause("Paused while the page is hidden.");
    document.addEventListener("visibilitychange", this.onHidden);
    this.resize(true);
  }

  destroy() {
    this.playing = false;
    for (const observer of this.observers) observer.disconnect();
    document.removeEventListener("visibilitychange", this.onHidden);
  }

  /** Fit to the width and the theme; nothing is drawn while the widget is not shown. */
  resize(isForced = false) {
    const width = this.diagram.element.clientWidth;
    const outputWidth = this.output.chart.element.clientWidth;
    const isSame = width === this.width && outputWidth === this.outputWidth;
    if (!width || (isSame && !isForced)) return;
    this.width = width;
    this.outputWidth = outputWidth;
    ({ palette: this.palette, colours: this.colours } = readTheme(this.root));
    this.data.drawTiles(this.palette);
    this.rebuild();
  }

  /** Redraw everything: after new data, a new network, a new size or theme. */
  rebuild() {
    const { session, top } = this;
    const { settings } = session;
    this.root.dataset.task = session.task;
    for (const controls of [top.controls, this.data.controls, this.output.ticks]) {
      for (const [name, control] of Object.entries(controls)) control.set(settings[name]);
    }
    this.data.show(settings);
    const count = settings.hidden.length;
    setText(this.layerCount, `${count} hidden layer${count === 1 ? "" : "s"}`);
    if (!this.width) return;
    this.looked = null;
    this.diagram.build(session, this.width);
    this.diagram.drawFeatures(this.palette);
    this.output.build(session, this.palette, Math.min(320, this.outputWidth - 20));
    this.pick();
    this.draw();
    this.rest();
  }

  /** What changes with every epoch. */
  draw() {
    if (!this.width) return;
    const { session } = this;
    session.surface();
    this.diagram.drawMaps(this.palette);
    this.diagram.drawLines();
    this.output.draw(this.palette, this.colours, this.looked);
    this.inspector.update();
    setText(this.top.epoch, session.epoch.toLocaleString("en"));
    this.root.dataset.epoch = String(session.epoch);
    this.missions.measure(session);
  }

  /** Words and values for others, once the picture stands still. */
  rest(words) {
    this.output.describe();
    setText(this.code, pythonCall(this.session.settings));
    this.save();
    if (words) this.say(words);
  }

  save() {
    const { measures, network } = this.session;
    const plain = (x) => (Number.isFinite(x) ? x : null);
    const part = ({ loss, score }) => ({ loss: plain(loss), score: plain(score) });
    this.notify({
      result: { epoch: measures.epoch, train: part(measures.train), test: part(measures.test) },
      weights: network.toJSON(),
    });
  }

  say(text) {
    setText(this.status, text);
  }

  summary() {
    const { epoch, measures, task } = this.session;
    const score = task === "regression" ? "R²" : "accuracy";
    return `Epoch ${epoch}: test loss ${measures.test.loss.toFixed(3)}, test ${score} ${scoreText(task, measures.test.score)}.`;
  }

  /** Take settings from a control, and tell Python. */
  change(values) {
    this.receive(values);
    this.notify(values);
  }

  /** Take settings from Python. */
  receive(values) {
    const before = this.session.epoch;
    this.session.change(values);
    this.rebuild();
    const hasRestarted = before > 0 && this.session.epoch === 0;
    if (hasRestarted) this.say("The network starts again from epoch 0.");
  }

  setUp(mission) {
    this.pause();
    this.change({ ...mission.setup });
    this.reset(`Set up: ${mission.title}. ${mission.text}`);
    this.top.play.focus();
  }

  /** Choose a neuron for the inspector; without arguments keep the old one, if it is still there. */
  pick(layer, neuron, input) {
    const { layers } = this.session.network;
    const isThere = ([l, j]) => l < layers.length && j < layers[l].outputs;
    if (layer !== undefined) this.picked = [layer, neuron];
    else if (!this.picked || !isThere(this.picked)) this.picked = [layers.length - 1, 0];
    this.inspector.build(this.session, ...this.picked, input);
    this.diagram.mark(...this.picked);
  }

  play() {
    if (this.session.diverged) return this.stopDiverged();
    this.playing = true;
    this.top.showPlaying(true);
    this.say("Training.");
    this.drawn = this.saved = this.reported = this.seen = performance.now();
    requestAnimationFrame((time) => this.frame(time));
  }

  pause(words = this.summary()) {
    if (!this.playing) return;
    this.playing = false;
    this.top.showPlaying(false);
    this.draw();
    this.rest(words);
  }

  frame(time) {
    if (!this.playing) return;
    for (let i = 0; i < this.session.settings.speed && !this.session.diverged; i++) {
      this.session.train();
    }
    if (this.session.diverged) return this.stopDiverged();
    const isDue = (name, pause) => {
      if (time - this[name] < pause) return false;
      this[name] = time;
      return true;
    };
    if (!this.calm.matches || isDue("drawn", CALM)) this.draw();
    if (isDue("saved", SAVE)) {
      this.save();
      // A closed tab of JupyterLab or a cell that was scrolled far away: nobody is looking.
      if (!this.root.getClientRects().length)
        return this.pause("Paused: the playground was out of sight.");
    }
    if (isDue("reported", REPORT)) this.say(this.summary());
    requestAnimationFrame((next) => this.frame(next));
  }

  stopDiverged() {
    this.pause();
    this.draw();
    this.rest("The weights have overflowed: the learning rate is too large. Lower it, then Reset.");
  }

  step() {
    this.pause();
    if (this.session.diverged) return this.stopDiverged();
    this.session.train();
    this.draw();
    this.rest(this.summary());
  }

  reset(words = "New weights. Epoch 0.") {
    this.pause();
    this.session.reset();
    this.rebuild();
    this.say(words);
  }
}
