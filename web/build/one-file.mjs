// A Vite plugin: script and style go into the page, and the page's policy names them by their hashes.
//
// The page has a place for the data, `{"guanxi":"data"}`, in a script element that is never run. Whoever fills it
// (`guanxi build`, `guanxi serve`) writes JSON with every `<` escaped and leaves the rest alone.

import { createHash } from "node:crypto";

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** No end tag and no comment may start inside a script element. */
const quiet = (code) => code.replace(/<\/(script)/gi, "<\\/$1").replace(/<!--/g, "\\x3C!--").trim();

export function oneFile() {
  return {
    name: "one-file",
    enforce: "post",
    generateBundle(_, bundle) {
      const page = bundle["index.html"];
      const of = (ending) => Object.values(bundle).filter((file) => file.fileName.endsWith(ending));
      const [script, ...more] = of(".js");
      if (more.length > 0) throw new Error(`the page has more than one script: ${more.map((file) => file.fileName)}`);
      const code = quiet(script.code);
      const style = of(".css").map((file) => String(file.source)).join("\n").trim();
      const policy = [
        "default-src 'none'",
        `script-src ${hash(code)}`,
        `style-src ${hash(style)}`,
        "img-src data: blob:",
        "connect-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
      ].join("; ");
      const html = String(page.source)
        .replace(/\s*<script[^>]*src=[^>]*><\/script>/g, "")
        .replace(/\s*<link rel="stylesheet"[^>]*>/g, "")
        .replace("POLICY", () => policy)
        .replace("</head>", () => `  <style>${style}</style>\n</head>`)
        .replace("</body>", () => `<script type="module">${code}</script>\n</body>`);
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: "asset", fileName: "explorer.html", source: html });
    },
  };
}
