# Каждая цель сама готовит всё, что ей нужно: .venv с версиями из constraints.txt. Нужен только Python 3.11 или новее.

.DEFAULT_GOAL := help
.PHONY: help demo test lint audit check format docs clean

BIN := .venv/bin
OUT := out/demo
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install -c constraints.txt --build-constraint constraints.txt
IS_NEW := import sys; sys.exit(sys.version_info < (3, 11))

# Код, с которым завершается convert, если среди файлов есть скан, а распознавание не установлено: остальное при этом записано.
SCAN_NOT_READ := 7

# Первый Python не старше 3.11; можно назвать свой: make demo PYTHON=/путь/к/python
PYTHON = $(shell for name in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	if $$name -c '$(IS_NEW)' 2>/dev/null; then echo $$name; exit; fi; done)

help:
	@echo "make demo    прочитать образцы из samples/ и записать таблицы в $(OUT)/"
	@echo "make test    проверить программу тестами"
	@echo "make lint    проверить оформление и типы"
	@echo "make audit   спросить службу об известных уязвимостях библиотек (нужна сеть)"
	@echo "make check   всё вместе: lint, audit и test"
	@echo "make format  привести оформление кода в порядок"
	@echo "make docs    обновить страницы docs/, которые создаются из кода"
	@echo "make clean   удалить .venv, $(OUT)/ и служебные папки"

demo: .venv/installed
	$(BIN)/roadmaps convert samples --out $(OUT) || [ $$? -eq $(SCAN_NOT_READ) ]
	@echo
	$(BIN)/roadmaps report $(OUT)
	@echo
	@echo "Готово. Откройте $(OUT)/roadmaps.xlsx: лист «О данных» объясняет остальные."
	@echo "Отчёт о сравнении планов: $(OUT)/comparison/report.html"
	@echo "Свои файлы: $(BIN)/roadmaps convert ПАПКА --out РЕЗУЛЬТАТ"
	@echo "Один файл подробно: $(BIN)/roadmaps inspect samples/05_merged_tracked.docx"

test: .venv/tools
	$(BIN)/python -m pytest

lint: .venv/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

# Без сети нечем проверять: одна строка об этом, и не ошибка.
audit: .venv/tools
	$(BIN)/python -m tests.audit $(AUDIT)

check: lint audit test

format: .venv/tools
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: .venv/installed
	$(BIN)/python -m pipeline.model > docs/roadmap.schema.json
	$(BIN)/python -m pipeline.problems > docs/problems.md
	$(BIN)/python -m pipeline.export.page > docs/data.md
	$(BIN)/python -m pipeline.export.reasons > docs/manifest.md
	$(BIN)/python -m pipeline.compare.columns_page > docs/compare-data.md

clean:
	rm -rf .venv $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/installed: constraints.txt pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "Нужен Python 3.11 или новее, а здесь его нет. Установите его с https://www.python.org/downloads/" >&2; \
		echo "(в Debian и Ubuntu: apt-get install python3 python3-venv) и повторите." >&2; exit 1; fi
	@if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "У Python нет модуля venv. Установите его (в Debian и Ubuntu: apt-get install python3-venv) и повторите." >&2; exit 1; fi
	@echo "Готовлю .venv: загрузка библиотек занимает минуту-другую, нужен доступ в интернет."
	@$(PYTHON) -m venv .venv
	@$(PIP) install -c constraints.txt --upgrade pip
	@$(INSTALL) --editable '.[ocr]' || { $(INSTALL) --editable . && \
		echo "Библиотеки для распознавания сканов здесь не установились; всё остальное работает." >&2; }
	@touch $@

.venv/tools: .venv/installed
	@$(INSTALL) --group dev
	@touch $@
