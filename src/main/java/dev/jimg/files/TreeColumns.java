package dev.jimg.files;

/** The columns that every tree has, while they grow and after that. */
abstract class TreeColumns {

    int[] parent;
    int[] first;
    byte[] status;
    int count;
}
