// A post and everyone who held it: who before, who after, each with the sentence that states it.

import type { Entity } from "../model/data";
import { postLanes, type Held } from "../model/lanes";
import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { kindWord, t } from "../ui/i18n";
import { entityButton, miss, range } from "./parts";
import { passages } from "./passages";

export function postPanel(context: Context, post: string, by: Entity): Node[] {
  const { network, store } = context;
  const held = postLanes(network, store.state, [by]).find((lane) => lane.post === post)?.held ?? [];
  const item = ({ who, role, ours }: Held) => {
    const inner = h("div", {});
    const fill = () => inner.replaceChildren(role.evidence ? passages(context, network.proofs([role.evidence]), [who]) : h("p", { class: "note small" }, t("noneKept")));
    const details = h("details", { open: ours },
      h("summary", {}, h("span", { class: "name", lang: "zh-Hans" }, who.label), h("span", { class: "when" }, range(role.first, role.last) ?? t("undatedDay")),
        h("span", { class: "extra" }, t("stated", { n: role.count }))),
      inner);
    if (ours) fill();
    else details.addEventListener("toggle", fill, { once: true });
    return h("li", { "aria-current": ours ? "true" : null }, details);
  };
  return [
    h("p", { class: "kicker" }, t("heldBy", { n: held.length })),
    h("h2", { lang: "zh-Hans" }, post),
    entityButton(context, by, kindWord(by.kind)),
    h("p", { class: "note small" }, t("earliestFirst")),
    held.length > 0 ? h("ol", { class: "roles" }, held.map(item)) : h("p", { class: "note" }, t("notShown")),
    miss(context),
    h("p", { class: "note small" }, t("postNote")),
  ].filter((part): part is HTMLElement => part instanceof Node);
}
