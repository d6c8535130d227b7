module conformance/node/supervisor

go 1.26.0
