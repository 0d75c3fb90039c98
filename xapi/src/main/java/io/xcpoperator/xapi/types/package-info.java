/** References, uuids and enums of the XAPI data model, each its own type. */
@NullMarked
package io.xcpoperator.xapi.types;

import org.jspecify.annotations.NullMarked;
