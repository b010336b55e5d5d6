// The answer to a plain question, as rows that open.

import { answer, type Answer, type Row } from "../model/answer";
import { focusOn, type Context } from "../ui/context";
import { button, h } from "../ui/dom";
import { num, t } from "../ui/i18n";
import { dot, entityButton, grown, miss, range } from "./parts";

/** Answers of the server, by sentence. */
const told = new Map<string, Answer>();

/** Answers a sentence: goes where the page shows the answer already, or opens the panel with it. */
export async function ask(context: Context, sentence: string): Promise<void> {
  const { store, served } = context;
  if (served && !told.has(sentence)) {
    try {
      told.set(sentence, await served.ask(sentence));
    } catch (error) {
      return context.say(t("failed", { why: error instanceof Error ? error.message : String(error) }));
    }
  }
  const found = known(context, sentence);
  store.set(found?.answer === "go" ? found.change : { focus: { ask: sentence } });
}

const known = (context: Context, sentence: string): Answer | null =>
  context.served ? (told.get(sentence) ?? null) : answer(context.network, context.passing(), context.search, sentence);

function line(context: Context, row: Row): Node {
  const open = () => focusOn(context, row.link ? { link: row.link } : { entity: row.id });
  return button(
    [
      h("span", { class: "both", lang: "zh-Hans" }, dot(row.kind), h("b", {}, row.name),
        row.post && h("span", { class: "role" }, row.post), h("span", { class: "extra" }, num(row.count))),
      row.sentence && h("span", { class: "sentence", lang: "zh-Hans" }, row.sentence),
      h("span", { class: "extra" }, range(row.days[0], row.days[1])),
    ],
    open,
    { class: "found" },
  );
}

const TOLD = { with: "asWith", common: "asCommon", top: "asTop", holders: "asHolders", ambiguous: "asAmbiguous", unknown: "asUnknown" } as const;

export function answerPanel(context: Context, sentence: string): Node[] {
  const { network, served } = context;
  const head = [h("p", { class: "kicker" }, t("answer")), h("h2", { lang: "zh-Hans" }, sentence)];
  const found = known(context, sentence);
  if (found === null && served) {
    void ask(context, sentence);
    return [...head, h("p", { class: "note" }, "…")];
  }
  if (found === null || found.answer === "not-understood") return [...head, h("p", { class: "note" }, t("notUnderstood")), examples(context)];
  if (found.answer === "go") return [...head, button(t("show"), () => context.store.set(found.change))];
  const of = found.of.flatMap((id) => network.find(id) ?? []).map((entity) => entityButton(context, entity));
  const note = t(TOLD[found.answer], { n: found.rows.length, typed: found.typed ?? "" });
  return [
    ...head,
    ...of,
    h("p", { class: "note" }, note, " ", served ? t("unfiltered") : t("filtered")),
    miss(context),
    grown(found.rows, (row) => line(context, row), 12, 40),
    h("p", { class: "note small" }, t("ask")),
  ].filter((part): part is HTMLElement => part instanceof Node);
}

/** Sentences that are understood, of names that are here. */
function examples(context: Context): Node {
  const { network } = context;
  const most = (kind: string) => {
    const all = network.nodes.filter((node) => node.kind === kind);
    return all.reduce<(typeof all)[number] | undefined>((best, node) => (best && best.mentions >= node.mentions ? best : node), undefined)?.label;
  };
  const [official, project] = [most("official"), most("project")];
  const sentences = [project && `谁和${project}一起出现？`, official && `${official}的项目`, official && `${official}是谁？`, "哪些项目出现得最多？"];
  return h("div", { class: "list", lang: "zh-Hans" },
    sentences.filter(Boolean).map((sentence) => button(sentence, () => void ask(context, String(sentence)), { class: "row" })));
}
