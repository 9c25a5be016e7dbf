#!/bin/sh
# Makes the vendored front end again from its npm packages: govuk.css, govuk-frontend.min.js, moj.min.js and images/ here,
# and axe.min.js for the browser tests. Run by hand when a version in package.json changes, then commit what it made.
# Needs node, npm and a POSIX shell. goldthread.css, goldthread.js, supported.js and icon.svg are our own and are not touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
assets=$(dirname "$here")
vendor=$assets/../../testkit/vendor/axe-core
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cp "$here/package.json" "$here/package-lock.json" "$here/govuk.scss" "$here/moj.mjs" "$work"
cd "$work"
npm ci --no-audit --no-fund
npx sass --no-charset --no-source-map --style=compressed --quiet-deps --load-path=. govuk.scss "$assets/govuk.css"
npx esbuild moj.mjs --bundle --minify --format=esm --charset=utf8 --legal-comments=none \
  --external:govuk-frontend --outfile=moj.bundle.js
sed 's#from"govuk-frontend"#from"./govuk-frontend.min.js"#g' moj.bundle.js > "$assets/moj.min.js"
grep -q 'from"./govuk-frontend.min.js"' "$assets/moj.min.js"
sed '/^\/\/# sourceMappingURL=/d; s#//\# sourceMappingURL=.*$##' \
  node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js > "$assets/govuk-frontend.min.js"

rm -rf "$assets/images"
mkdir "$assets/images"
for name in $(grep -o 'url([^)]*)' "$assets/govuk.css" | sed 's#url("\{0,1\}images/##; s#"\{0,1\})##' | sort -u); do
  cp "node_modules/@ministryofjustice/frontend/moj/assets/images/$name" "$assets/images/"
done

if grep -qi 'gds transport\|crown\|crest\|@font-face' "$assets/govuk.css"; then
  echo 'govuk.css names GDS Transport, the crown or the crest' >&2
  exit 1
fi

mkdir -p "$vendor"
cp node_modules/axe-core/axe.min.js node_modules/axe-core/LICENSE node_modules/axe-core/LICENSE-3RD-PARTY.txt "$vendor"
(cd "$vendor" && sha256sum -- *.js LICENSE* > SHA256SUMS)
cd "$assets"
sha256sum govuk.css govuk-frontend.min.js moj.min.js images/* licences/* > SHA256SUMS
