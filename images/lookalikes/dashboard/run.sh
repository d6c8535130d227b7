#!/bin/sh
exec java -XX:SharedArchiveFile=/app/classes.jsa @/app/java.arguments io.meshconformance.reference.dashboard.ReferenceDashboard "$@"
