/** One method call over XML-RPC and HTTP/1.1, hardened against hostile answers. */
@NullMarked
package io.xcpoperator.xapi.wire;

import org.jspecify.annotations.NullMarked;
