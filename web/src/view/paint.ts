// Colours and sizes, the same as in the files guanxi writes (Okabe and Ito: told apart by colour-blind readers); lighter ones
// where the reader's system is dark.

import type { Kind } from "../model/data";

export interface Palette {
  kinds: Record<Kind, string>;
  groups: readonly string[];
  /** Entities of no group, or of one too small for a colour of its own. */
  group: string;
  edge: string;
  post: string;
  /** Links and posts of what is looked at. */
  edgeLit: string;
  postLit: string;
  edgeFaded: string;
  faded: string;
  ink: string;
  paper: string;
}

const LIGHT: Palette = {
  kinds: { official: "#d55e00", body: "#0072b2", place: "#009e73", project: "#cc79a7", person: "#e69f00" },
  groups: [
    "#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#e15759", "#76b7b2", "#9c755f", "#edc948", "#86bcb6", "#ff9da7", "#79706e", "#8cd17d",
  ],
  group: "#c4bfb5",
  edge: "#cfc9bd",
  post: "#c08a76",
  edgeLit: "#3d3a35",
  postLit: "#b3401c",
  edgeFaded: "#efece6",
  faded: "#e4e0d8",
  ink: "#26241f",
  paper: "#fbfaf7",
};

const DARK: Palette = {
  ...LIGHT,
  kinds: { official: "#f0813a", body: "#4aa3df", place: "#2fbf94", project: "#dd93bb", person: "#f0b23c" },
  group: "#6b665c",
  edge: "#4a463f",
  post: "#8a5a48",
  edgeLit: "#d9d3c6",
  postLit: "#f0916a",
  edgeFaded: "#282521",
  faded: "#37332e",
  ink: "#ece8df",
  paper: "#1b1a18",
};

let now = LIGHT;

/** The colours in use. */
export const palette = (): Palette => now;

export function darken(dark: boolean): void {
  now = dark ? DARK : LIGHT;
}

/** Does something in the colours of paper, such as a picture to print. */
export function onPaper<T>(run: () => T): T {
  const before = now;
  now = LIGHT;
  try {
    return run();
  } finally {
    now = before;
  }
}

export const groupColour = (group: number) => now.groups[group] ?? now.group;

export const FONT =
  '"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",system-ui,sans-serif';

/** The radius of an entity on the screen: it grows with the square root of its mentions, less where many stand. */
export const radius = (mentions: number, of: number) =>
  Math.max(1.5, Math.min(26, 2.6 + 1.9 * Math.sqrt(mentions)) * Math.min(1, Math.max(0.25, Math.sqrt(120 / of))));

/** The width of a link; weights of a graph span orders of magnitude. */
export const width = (weight: number, strongest: number) =>
  0.6 + 3.4 * Math.sqrt(Math.min(1, weight / Math.max(strongest, 1e-9)));
