# Two images: `groundswell` runs flows, verbs and a Prefect server; `superset` is the same with Superset's own environment.
FROM python:3.12-slim-bookworm AS groundswell
RUN pip install --no-cache-dir uv==0.13.9 && useradd --uid 1000 --create-home groundswell \
    && install -d -o groundswell -g groundswell /app /data
USER 1000
WORKDIR /app
ENV UV_LINK_MODE=copy UV_NO_CACHE=1 UV_COMPILE_BYTECODE=1 \
    PATH=/app/.venv/bin:$PATH \
    GROUNDSWELL_DATA_DIR=/data GROUNDSWELL_HOME=/app \
    DO_NOT_TRACK=1 PREFECT_SERVER_ANALYTICS_ENABLED=false PREFECT_CLI_PROMPT=false
COPY --chown=groundswell pyproject.toml uv.lock README.md ./
RUN uv sync --frozen --no-default-groups --no-install-project
COPY --chown=groundswell . .
RUN uv sync --frozen --no-default-groups
VOLUME /data
CMD ["groundswell", "--help"]

FROM groundswell AS superset
RUN python -c "from flows.services.superset_server import install; install(print)"
CMD ["groundswell", "superset", "serve", "--host", "0.0.0.0"]
