package io.xcpoperator.api.v1alpha1.image;

/** What an image's bytes are. */
public enum ImageFormat {
    Auto,
    Iso,
    Raw,
    Vhd,
    Qcow2,
    Unknown
}
