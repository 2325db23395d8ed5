package dev.pacer.placement.fit;

/** Why deciding an offer makes Marathon's matcher fail, which stops every app's launches (F11). */
public enum Poison {
  GROUP_BY_WITHOUT_COUNT,
  NOT_A_NUMBER,
  NOT_A_PATTERN,
  UNLUCKY_SUM,
  DISK_WITHOUT_PATH
}
