namespace ToolTime.Uploader.Commands;
internal static class CommandLine { public static int Run(string[] args) => args.Length; }
