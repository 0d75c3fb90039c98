# shellcheck shell=bash
# examples/shape, checked. Sourced by examples-story.sh.

# Whatever day it is, the window shall be closed.
sed -i 's/0 3 \* \* SUN/0 3 29 2 */' "$story/examples/shape/virtual-machine.yaml"

follow shape
next
next
next
next_says 'the restart waits for its window' 'it is made when the window of restartPolicy opens, [0-9-]+ [0-9:]+Z'
next
next_says 'what waits has its class and its reason' '^advanced.videoRam  Restart  WindowClosed$'
next
promised 'the TPM is asked for' says_of_desk 'xcp-operator.io/approve-delete-vtpm='
next
done_with_it
