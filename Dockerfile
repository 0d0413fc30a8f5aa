# One image for every part of Airflow and for the tasks. Another base: --build-arg PYTHON_IMAGE=...
ARG PYTHON_IMAGE=python:3.12-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
# For a package index of your own: pip reads these from the environment. They end with this stage.
ARG PIP_INDEX_URL
ARG PIP_EXTRA_INDEX_URL
ARG PIP_CERT
ARG PIP_DEFAULT_TIMEOUT=60
WORKDIR /opt/dropwire
RUN python3 -m venv /opt/venv
COPY requirements.txt ./
RUN /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check --progress-bar off --compile --require-hashes \
    -r requirements.txt -c requirements.txt
COPY pyproject.toml ./
COPY include include
COPY dags dags
COPY plugins plugins
COPY docker/entrypoint.sh docker/health.py docker/
RUN /opt/venv/bin/pip install --quiet --no-deps --no-build-isolation --no-index -e . \
    && /opt/venv/bin/python -m compileall -q include && chmod -R a+rX .

FROM ${PYTHON_IMAGE}
# What it writes, it writes to volumes and tmpfs at these places; the code belongs to root.
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /var/lib/airflow --shell /usr/sbin/nologin dropwire \
    && install -d -m 0750 -o dropwire -g dropwire /var/lib/airflow /var/log/airflow /var/backups/dropwire \
       /var/lib/dropwire /var/lib/dropwire/drops /var/lib/dropwire/drops/inbox /var/lib/dropwire/drops/archive
COPY --from=build /opt /opt
ENV PATH=/opt/venv/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin \
    HOME=/var/lib/airflow \
    AIRFLOW_HOME=/var/lib/airflow \
    DROPWIRE_HOME=/var/lib/dropwire \
    PYTHONUNBUFFERED=1 \
    GX_ANALYTICS_ENABLED=false
WORKDIR /opt/dropwire
USER 10001:10001
ENTRYPOINT ["sh", "/opt/dropwire/docker/entrypoint.sh"]
