# make        builds the explorer and the program with it, and runs the main job: graphs/ from seeds/
# make test   runs every test and check, and installs what they need (apt, npm, pip)
# make page   builds the explorer alone

all: page
	cargo run --release -- build seeds --dictionaries dictionaries/erqi --out graphs

page:
	@if command -v npm >/dev/null; then \
	  cd web && npm ci && npm run build; \
	else \
	  echo "no npm: the program is built without the explorer and writes a plain page"; \
	fi

test:
	.ci/run

.PHONY: all page test
