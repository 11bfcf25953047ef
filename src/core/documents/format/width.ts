/** How wide formatted lines may be, in characters; words and names that are longer stay whole. */
export const FORMAT_WIDTH = 120;
