// Numbers drawn by key, logarithms with the same bits everywhere and the network itself: there is hardly a file here without one of them.
global using Contagion.Networks;
// Eight replications travel together, one in each lane of a 512-bit vector. Where the processor has no such registers the runtime
// splits the vector; the bits stay the same.
global using Lanes = System.Runtime.Intrinsics.Vector512<double>;
