// Colours and sizes, the same as in the files guanxi writes (Okabe and Ito: told apart by colour-blind readers).

import type { Kind } from "../model/data";

export const KIND_COLOUR: Record<Kind, string> = {
  official: "#d55e00",
  body: "#0072b2",
  place: "#009e73",
  project: "#cc79a7",
  person: "#e69f00",
};

const GROUPS = [
  "#4e79a7", "#f28e2b", "#59a14f", "#b07aa1", "#e15759", "#76b7b2",
  "#9c755f", "#edc948", "#86bcb6", "#ff9da7", "#79706e", "#8cd17d",
];

export const groupColour = (group: number) => (group < 0 ? "#b8b4ac" : (GROUPS[group % GROUPS.length] ?? "#b8b4ac"));

export const EDGE = "#cfc9bd";
export const EDGE_POST = "#8a8377";
export const EDGE_STRONG = "#3d3a35";
export const FADED = "#e4e0d8";
export const INK = "#26241f";
export const PAPER = "#fbfaf7";
export const FONT =
  '"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","Hiragino Sans GB","Microsoft YaHei",system-ui,sans-serif';

/** The radius of an entity on the screen: it grows with the square root of its mentions, less where many stand. */
export const radius = (mentions: number, of: number) =>
  Math.max(1.5, Math.min(26, 2.6 + 1.9 * Math.sqrt(mentions)) * Math.min(1, Math.max(0.25, Math.sqrt(120 / of))));

/** The width of a link; weights of a graph span orders of magnitude. */
export const width = (weight: number, strongest: number) =>
  0.6 + 3.4 * Math.sqrt(Math.min(1, weight / Math.max(strongest, 1e-9)));
