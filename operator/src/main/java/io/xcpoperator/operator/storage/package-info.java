/** StorageRepository: looked for, made or attached, connected to the hosts, and taken away. */
@NullMarked
package io.xcpoperator.operator.storage;

import org.jspecify.annotations.NullMarked;
