package io.xcpoperator.operator.image;

import io.xcpoperator.api.v1alpha1.image.ImageFormat;

/**
 * An image that was fetched and checked, and waits in the work folder.
 *
 * @param size the disk's virtual size in bytes
 * @param bytes that go over the wire to the pool
 * @param sha256 of the file as it was fetched, hex
 * @param sparse only what is not zero is sent
 */
record Parcel(long size, long bytes, String sha256, ImageFormat format, boolean sparse) {}
