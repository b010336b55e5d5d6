// What two are named in on some days: what a mark in their lane opens.

import type { Entity, Proof } from "../model/data";
import { saidOn } from "../model/lanes";
import type { Found, Served } from "../model/served";
import type { Days } from "../model/state";
import { focusOn, type Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { t } from "../ui/i18n";
import { fromArchive } from "./archive";
import { entityButton, range, section } from "./parts";
import { passages } from "./passages";

/** Pages of the archive's answer that are gone through for a day. */
const MOST_PAGES = 40;

const within = (day: string | null | undefined, [first, last]: Days) => !!day && day >= first && day <= last;

/** The archive's passages of some days; it gives the latest first. */
async function onDays(served: Served, a: string, b: string, on: Days): Promise<Found> {
  const found: Found = { passages: [], all: 0 };
  let from = 0;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { passages, all } = await served.passages(from, a, b);
    found.passages.push(...passages.filter(({ day }) => within(day, on)));
    from += passages.length;
    const last = passages.at(-1);
    if (!last || from >= all || (last.day ?? "") < on[0]) break;
  }
  return { ...found, all: found.passages.length };
}

export function momentPanel(context: Context, [a, b]: [Entity, Entity], on: Days): Node[] {
  const { network, served } = context;
  const onThem = ({ passages }: Proof) => passages.some((at) => {
    const passage = network.passages[at];
    return passage && within(network.dayOf(passage), on);
  });
  const proofs = network.between(a.at, b.at).flatMap((link) => network.proofs(link.evidence)).filter(onThem);
  const said = (entity: Entity) => {
    const days = [...saidOn(network, entity)].filter(([day]) => within(day, on));
    return section(entity.label, passages(context, days.flatMap(([, list]) => list).map((at) => ({ scope: "sentence", passages: [at] })), [entity]));
  };
  const asked = () => (served ? onDays(served, a.id, b.id, on) : Promise.resolve({ passages: [], all: 0 }));
  const archive = fromArchive(context, asked, [a, b], proofs.length === 0);
  const all = button(t("allPassages"), () => focusOn(context, { link: [a.id, b.id] }), { class: "quiet" });
  return [
    h("p", { class: "kicker" }, range(on[0], on[1])),
    h("h2", { class: "unseen", lang: "zh-Hans" }, `${a.label} × ${b.label}`),
    h("div", { class: "ends" }, entityButton(context, a), entityButton(context, b)),
    section(t("passages"), proofs.length > 0 ? passages(context, proofs, [a, b]) : h("p", { class: "note" }, t("apartThen")), archive),
    ...(proofs.length === 0 && a.kind === b.kind ? [said(a), said(b)] : []),
    network.between(a.at, b.at).length > 0 && all,
    h("p", { class: "note small" }, t("ask")),
  ].filter((part): part is HTMLElement => part instanceof Node);
}
