package io.xcpoperator.api.v1alpha1.network;

/** How a bond spreads traffic. */
public enum BondMode {
    BalanceSlb,
    ActiveBackup,
    Lacp,
    Unknown
}
