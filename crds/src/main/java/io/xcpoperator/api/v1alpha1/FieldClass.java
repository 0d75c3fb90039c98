package io.xcpoperator.api.v1alpha1;

/** How a change of a field of a spec reaches the pool. */
public enum FieldClass {
    /** At once. */
    Live,
    /** Written at once; the guest sees it from its next start on, a reboot from the inside is enough. */
    NextBoot,
    /** Needs a shutdown and a start, which the VM's {@code restartPolicy} must allow. */
    Restart,
    /** Never by itself: the guest reads it at its first boot, and once only. */
    FirstBoot,
    /** Never: refused by the API server. */
    Immutable
}
