using Contagion.Cli;

return CommandLine.Run(args);
