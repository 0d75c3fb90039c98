package io.xcpoperator.api.v1alpha1;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A column of {@code kubectl get}, in the order they stand in. A time to come is a string: as a date it prints as invalid. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Column.Columns.class)
public @interface Column {
    /** Its heading. */
    String name();

    /** JSONPath of a scalar. */
    String path();

    /** As Kubernetes names it: string, integer, boolean or date. */
    String type() default "string";

    /** Whether only {@code -o wide} shows it. */
    boolean wide() default false;

    /** What repeated columns are kept in. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface Columns {
        Column[] value();
    }
}
