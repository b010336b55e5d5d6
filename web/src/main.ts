// Reads the data of the page, or asks the server for it, and starts.

import "./style.css";
import { Network } from "./model/data";
import { graphOf, type Held, type Places } from "./model/load";
import { read, write } from "./model/permalink";
import { overview, served } from "./model/served";
import { initial, Store } from "./model/state";
import { App } from "./ui/app";
import { h } from "./ui/dom";

/** An address as people write it; browsers encode some of its letters and not others. */
function plain(hash: string): string {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/** Places by id, as long as positions in the graph as it was sent tell them. */
function placed(network: Network, places: Places): Map<string, { x: number; y: number }> {
  return new Map(places.map(([at, x, y]) => [network.node(at).id, { x, y }]));
}

async function start(root: HTMLElement): Promise<void> {
  const element = document.getElementById("graph-data");
  const data = JSON.parse(element?.textContent ?? "{}") as Held;
  // It is large, and not needed twice.
  element?.replaceChildren();
  const hello = "api" in data ? data : null;
  const file = "api" in data ? await overview(data) : await graphOf(data);
  if (file?.format !== "guanxi") throw new Error("this page was not filled with a graph; `guanxi build` does it");
  const network = new Network(file, data.whole);
  const server = hello && served(hello, network);

  // The token stands in the address the server printed; it goes from there, so that no copied link carries it.
  const takeToken = () => {
    const token = /[#&]token=([\w-]+)/.exec(location.hash);
    if (!server || !token?.[1]) return;
    server.token = token[1];
    history.replaceState(null, "", location.href.replace(/[#&]token=[\w-]+/, ""));
  };
  takeToken();

  const first = initial(navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
  const store = new Store(read(location.hash, first));
  const app = new App(root, network, store, server, placed(network, data.places ?? []));
  app.draw();

  let written = location.hash;
  store.listen((state) => {
    const hash = write(state, first);
    written = hash ? `#${hash}` : "";
    // What the address says already is where the reader went back to; a slider goes through many on its way.
    if (plain(location.hash) === plain(written)) return;
    history[store.goesOn ? "replaceState" : "pushState"](null, "", written || location.pathname + location.search);
  });
  addEventListener("hashchange", () => {
    takeToken();
    if (plain(location.hash) === plain(written)) return;
    store.replace(read(location.hash, first));
  });
  root.dataset.ready = app.figures;
  // Once the page is seen.
  requestAnimationFrame(() => setTimeout(() => app.remember()));
}

const root = document.getElementById("app");
if (root) {
  start(root).catch((error: unknown) => {
    root.replaceChildren(h("p", { class: "failure", role: "alert" }, error instanceof Error ? error.message : String(error)));
  });
}
