// Numbers drawn by key, logarithms with the same bits everywhere and the network itself: there is hardly a file here without one of them.
global using Contagion.Networks;
