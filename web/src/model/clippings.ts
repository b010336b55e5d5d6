// Passages that a reader has put aside, each with all it takes to cite it; kept in this browser.

import type { Origin } from "./evidence";

export interface Clipping extends Origin {
  /** Labels of whom it was put aside for. */
  names: string[];
  /** The address of the view. */
  address: string;
  note: string;
}

const same = (a: Origin, b: Origin) => a.file === b.file && a.start === b.start && a.text === b.text;

const isClipping = (value: unknown): value is Clipping =>
  typeof value === "object" && value !== null && ["text", "file", "headline", "day", "source", "url", "address", "note"].every((key) => typeof (value as Record<string, unknown>)[key] === "string");

export class Clippings {
  /** Whether they outlast the page: a browser may keep nothing for files. */
  lasting = true;
  private list: Clipping[] = [];
  private readonly listeners: (() => void)[] = [];

  constructor(private readonly key: string) {
    this.read();
    addEventListener("storage", (event) => {
      if (event.key !== key) return;
      this.read();
      this.tell();
    });
  }

  get all(): readonly Clipping[] {
    return this.list;
  }

  has(origin: Origin): boolean {
    return this.list.some((one) => same(one, origin));
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** Puts a passage aside, or takes it away again. */
  toggle(origin: Origin, names: string[], address: string): void {
    this.change((list) => (this.has(origin) ? list.filter((one) => !same(one, origin)) : [...list, { ...origin, names, address, note: "" }]));
  }

  note(clipping: Clipping, note: string): void {
    this.change((list) => list.map((one) => (same(one, clipping) ? { ...one, note } : one)));
  }

  clear(): void {
    this.change(() => []);
  }

  private change(how: (list: Clipping[]) => Clipping[]): void {
    // Another window may have put something aside meanwhile.
    this.read();
    this.list = how(this.list);
    try {
      localStorage.setItem(this.key, JSON.stringify(this.list));
    } catch {
      this.lasting = false;
    }
    this.tell();
  }

  private read(): void {
    if (!this.lasting) return;
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(this.key) ?? "[]");
      this.list = Array.isArray(kept) ? kept.filter(isClipping) : [];
    } catch {
      this.lasting = false;
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Marks that Markdown would read as its own. */
const plain = (text: string) => text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>#|~]/g, "\\$&");

/** Quotations with their citations, as Markdown. */
export function markdown(title: string, clippings: readonly Clipping[], cite: (clipping: Clipping) => string): string {
  const one = (clipping: Clipping) => {
    const { text, names, note } = clipping;
    return [`## ${plain(names.join(" × "))}`, "", `> ${plain(text)}`, "", `— ${plain(cite(clipping))}`, ...(note ? ["", plain(note)] : []), ""].join("\n");
  };
  return `# ${plain(title)}\n\n${clippings.map(one).join("\n")}`;
}
