# Sets up whatever is missing, then does what was asked. The second time it is quick.
.PHONY: run run-with-calendars test torture bench deploy-check lint cluster locks help

run: ## Serve the demo business on this machine
	@sh dev/python -m dev.setup run
	@exec .venv/bin/terminbuch run --demo

run-with-calendars: ## The same, with a CalDAV server beside it and Ben's calendar connected
	@sh dev/python -m dev.setup test
	@exec .venv/bin/python -m dev.with_calendars

test: ## Everything; ONLY=lint, frontend, sqlite, postgresql, torture or browser for a part
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m dev.test $(ONLY)

torture: ## Kill it, cut it off, storm it, and count; ONLY=T2 SEED=7 ENGINE=sqlite SHORT=yes
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m tests.torture $(if $(ONLY),--only $(ONLY)) $(if $(SEED),--seed $(SEED)) \
		$(if $(ENGINE),--engine $(ENGINE)) $(if $(SHORT),--short) $(if $(PATIENCE),--patience $(PATIENCE))

bench: ## Measure it and write docs/benchmarks.md; ONLY=engines,pages QUICK=yes (prints only) INTO=page.md
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick) $(if $(INTO),--into $(INTO))

test-calendars: ## The tests of outside calendars on Cyrus, too, from Debian's packages
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m dev.cyrus
	@CALENDAR_SERVERS=cyrus .venv/bin/python -m pytest -q tests/calendars/test_contract.py

cluster: ## Several hosts and a PostgreSQL cluster on this machine: cut, killed and mended while visitors book
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m tests.cluster

deploy-check: ## What the container file does, step by step, and a page through nginx where it is installed
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m dev.deploy_check

lint: ## Formatting, types and who may import whom
	@$(MAKE) --no-print-directory test ONLY=lint

locks: ## Choose the newest versions that pyproject.toml and package.json allow
	@sh dev/python -m dev.setup test
	@.venv/bin/python -m dev.locks

help: ## This list
	@sed -n 's/^\([a-z-]*\):.* ## /  make \1  - /p' Makefile
