// What a page that holds only a part of the graph says of it.

import type { Context } from "./context";
import { t } from "./i18n";

/** How much of how much is here and where the rest can be asked for; nothing where all is here or a server answers. */
export function partly({ network, served }: Context): string | false {
  if (served || !network.partial) return false;
  const { nodes, links, total } = network;
  return t("partly", { names: nodes.length, allNames: total.nodes, links: links.length, allLinks: total.links });
}
