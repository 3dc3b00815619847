using System.Text.Json;
using ToolTime.Recording.Home;
using ToolTime.Transcripts.Pricing;
using ToolTime.Uploader.Invocation;

namespace ToolTime.Uploader.Reports;

/// <summary>prices.json in the home: what the user pays if that is not the list price or the list has none.</summary>
internal static class Prices
{
    /// <exception cref="ConfigException">The file is not valid.</exception>
    public static PriceBook Read(CommandContext context)
    {
        if (!File.Exists(context.Home.Prices))
        {
            return PriceBook.Listed;
        }

        try
        {
            return PriceBook.Parse(File.ReadAllBytes(context.Home.Prices));
        }
        catch (JsonException e)
        {
            throw new ConfigException(
                $"{context.Home.Prices} is broken: {(e.LineNumber is { } line ? $"it is not JSON (line {line + 1})" : e.Message)}."
            );
        }
    }
}
