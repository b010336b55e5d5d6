// Builds the explorer into one file that asks nobody for anything: dist/explorer.html.

import { defineConfig } from "vite";
import { grammarTable } from "./build/grammar-table.mjs";
import { oneFile } from "./build/one-file.mjs";
import { pinyinTable } from "./build/pinyin-table.mjs";
import { traditionalTable } from "./build/traditional-table.mjs";

export default defineConfig({
  base: "./",
  plugins: [pinyinTable(), traditionalTable(), grammarTable(), oneFile()],
  build: {
    target: "es2022",
    modulePreload: false,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    cssCodeSplit: false,
    emptyOutDir: false,
    chunkSizeWarningLimit: 2000,
    reportCompressedSize: false,
  },
});
