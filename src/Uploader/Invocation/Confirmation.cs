namespace ToolTime.Uploader.Invocation;

/// <summary>A question that only a person at a terminal can answer. A dry run continues as if the answer were yes.</summary>
internal static class Confirmation
{
    public static bool Ask(CommandContext context, string question, string otherwise, string refused)
    {
        if (Console.IsInputRedirected)
        {
            context.Say($"There is no terminal to ask on: {otherwise}.");
            return false;
        }

        if (context.IsDryRun)
        {
            return true;
        }

        context.Messages.Write($"{question} [y/N] ");
        var isYes = Console.In.ReadLine()?.Trim() is "y" or "Y" or "yes" or "Yes";
        if (!isYes)
        {
            context.Say(refused);
        }

        return isYes;
    }
}
