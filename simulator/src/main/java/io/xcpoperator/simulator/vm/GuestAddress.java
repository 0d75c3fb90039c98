package io.xcpoperator.simulator.vm;

/** The address a guest gets by DHCP: one in 192.0.2.0/24 or 198.51.100.0/24 that follows from its MAC. */
final class GuestAddress {
    private GuestAddress() {}

    static String of(String mac) {
        int hash = Math.floorMod(mac.hashCode(), 2 * 253);
        return hash < 253 ? "192.0.2." + (hash + 1) : "198.51.100." + (hash - 253 + 1);
    }
}
