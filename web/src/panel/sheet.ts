// What the panel shows of what is looked at.

import { idsOf } from "../model/state";
import type { Context } from "../ui/context";
import { h } from "../ui/dom";
import { t } from "../ui/i18n";
import { answerPanel } from "./answer";
import { clipsPanel } from "./clips";
import { changed } from "./deciding";
import { deskPanel } from "./desk";
import { entityPanel } from "./entity";
import { linkPanel } from "./link";
import { momentPanel } from "./moment";
import { newsPanel } from "./news";
import { overviewPanel } from "./overview";
import { postPanel } from "./post";
import { saidPanel } from "./said";
import { wayPanel } from "./way";

export function sheet(context: Context): Node[] {
  const { network, store } = context;
  const { focus } = store.state;
  if (!focus) return overviewPanel(context);
  if ("path" in focus) return wayPanel(context);
  if ("text" in focus) return saidPanel(context, focus.text);
  if ("desk" in focus) return deskPanel(context);
  if ("ask" in focus) return answerPanel(context, focus.ask);
  if ("clips" in focus) return clipsPanel(context);
  if ("news" in focus) return newsPanel(context);
  const ids = idsOf(focus);
  const [a, b] = ids.map((id) => network.find(id));
  if (a && "post" in focus) return postPanel(context, focus.post, a);
  if (a && ids.length === 1) return entityPanel(context, a);
  if (a && b) return "on" in focus && focus.on ? momentPanel(context, [a, b], focus.on) : linkPanel(context, a, b);
  return [h("p", { class: "note" }, t("missing", { id: ids.filter((id) => !network.find(id)).join(", ") })), changed()];
}
