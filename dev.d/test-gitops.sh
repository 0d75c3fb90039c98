#!/usr/bin/env bash
# The GitOps ring: Flux's own kustomize-controller applies a Git repository with examples/gitops/lab, to the operator and a simulated pool.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/programs.sh"
FLUX=v1.9.5 # of both controllers; cluster/flux pins the one that runs
ARGOCD=v3.2.0

# The folder of a module: CRDs are files of it, checked against Go's checksum database like all else.
module() { (cd "$TMPDIR" && GOFLAGS=-mod=mod timeout 300 go mod download -json "github.com/$1" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p'); }

build_java
build_cluster controlplane kustomize-controller
own_tmp
crds=$(module "fluxcd/source-controller@$FLUX")/config/crd/bases,$(module "fluxcd/kustomize-controller@$FLUX")/config/crd/bases
crds+=,$(module "argoproj/argo-cd/v3@$ARGOCD")/manifests/crds/application-crd.yaml
find_a_network_alone

cd "$ROOT/helm"
attended "${alone[@]}" "$ROOT/cluster/supervise" up --state "$TMPDIR/state" \
  --child "simulator=exec $ROOT/dev.d/simulator.sh --listen 127.0.0.1,127.0.0.2 --https 18443" --ready "simulator=^ready" \
  --child "crds=kubectl apply --server-side -f $crds && $ROOT/dev.d/apply-crds.sh && exec sleep infinity" --ready "crds=^ready" \
  --child "operator=exec $ROOT/dev.d/operator.sh" --ready "operator=leading" \
  --child "flux=exec $(supervise build kustomize-controller) --metrics-addr 127.0.0.1:0 --health-addr 127.0.0.1:0 --feature-gates=ExternalArtifact=true" \
  --ready "flux=Starting workers" \
  -- timeout 600 go test -count=1 -v -run TestFollowsAGitRepository . -gitops
