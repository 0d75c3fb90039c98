#!/usr/bin/env bash
# Brings the CRDs that have a controller to the cluster of KUBECONFIG and waits until they are served.
. "$(dirname "$0")/lib.sh"
kinds="xcppools xcphosts xcpnetworks storagerepositories diskimages virtualmachines virtualmachinesnapshots virtualmachinerestores xcpinquiries"
for kind in ${XCP_CRDS-$kinds}; do # in a cluster of the user's: those that it has not
  kubectl --request-timeout=20s apply --server-side --force-conflicts --field-manager=xcp -f "$ROOT/crds/manifests/$kind.xcp-operator.io-v1.yml"
done
for kind in $kinds; do
  kubectl wait --for=condition=Established --timeout=30s "crd/$kind.xcp-operator.io"
done
printf 'ready\n'
