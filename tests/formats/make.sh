#!/usr/bin/env bash
# Pages of tests/pages in every format, made by the programs people make them with, and their mentions held against
# those of the text files: micro F1 of 0.97, of two columns 0.95.
#
#   tests/formats/make.sh GUANXI OUT [PYTHON]   PYTHON has the packages of tests/formats/requirements.txt
#   tests/formats/make.sh --small OUT [PYTHON]  makes the small files of tests/formats/small anew, into OUT
#
# It needs LibreOffice Writer, Chromium and fonts-noto-cjk. Nothing is fetched.
set -euo pipefail
cd "$(dirname "$0")/../.."
guanxi=$1
out=$2
python=${3:-python3}
here=tests/formats
rm -rf "$out"
mkdir -p "$out"

office() { # office TYPE FOLDER FILES...
  soffice --headless "-env:UserInstallation=file://$(realpath "$out")/office-profile" \
    --convert-to "$1" --outdir "$out/$2" "${@:3}" >/dev/null 2>&1
}
browser() { # browser PAGE PDF
  chromium --headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync "--user-data-dir=$(realpath "$out")/browser-profile" \
    --no-pdf-header-footer "--print-to-pdf=$2" "$1" >/dev/null 2>&1
}

if [ "$guanxi" = --small ]; then
  cp "$here/small/page.txt" "$out/page.ann"
  $python "$here/pages.py" "$out" "$out/page.ann"
else
  $python "$here/pages.py" "$out" tests/pages/*.ann
fi

# LibreOffice takes a text for UTF-8 where its options say so.
soffice --headless "-env:UserInstallation=file://$(realpath "$out")/office-profile" \
  --infilter='Text (encoded):UTF8,LF,,,' --convert-to 'docx:MS Word 2007 XML' --outdir "$out/docx" "$out"/text/*.txt \
  >/dev/null 2>&1
office pdf office-pdf "$out"/docx/*.docx
office epub epub "$out"/docx/*.docx
office 'html:HTML (StarWriter)' office-html "$out"/docx/*.docx
$python "$here/typeset.py" "$out"
mkdir -p "$out/chromium-pdf"
for page in "$out"/web/*.html; do
  browser "$page" "$out/chromium-pdf/$(basename "${page%.html}").pdf"
done
mkdir -p "$out/gb18030" "$out/utf-16" "$out/gzip" "$out/zip"
for page in "$out"/text/*.txt; do
  name=$(basename "$page")
  iconv -f UTF-8 -t GB18030 "$page" >"$out/gb18030/$name"
  iconv -f UTF-8 -t UTF-16 "$page" >"$out/utf-16/$name"
  gzip -c "$page" >"$out/gzip/$name.gz"
done
$python -m zipfile -c "$out/zip/all.zip" "$out"/docx/*.docx

if [ "$guanxi" = --small ]; then
  exit
fi

# Big5 holds Traditional characters only, so its pages are held against the same in UTF-8; two characters of OpenCC's
# own standard are written as in Taiwan, where Big5 comes from.
$python "$here/pages.py" "$out/full" tests/traditional/*.ann
mkdir -p "$out/traditional" "$out/big5"
for page in "$out"/full/text/*.txt; do
  name=$(basename "$page")
  sed 's/爲/為/g; s/説/說/g' "$page" >"$out/traditional/$name"
  iconv -f UTF-8 -t BIG5-HKSCS "$out/traditional/$name" >"$out/big5/$name"
done

failed=0
compare() { # compare TEXTS FOLDER FLOOR
  $python "$here/compare.py" "$guanxi" "$out/$1" "$out/$2" "$3" >"$out/$2.log" 2>&1 || failed=1
  tail -n 1 "$out/$2.log"
}
for format in gb18030 utf-16 gzip; do
  compare text "$format" 1.0
done
compare traditional big5 1.0
for format in docx zip epub web office-html markdown office-pdf chromium-pdf typst-pdf1; do
  compare text "$format" 0.97
done
compare text typst-pdf2 0.95
exit $failed
