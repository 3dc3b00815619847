using System.Text.Json;
using ToolTime.Recording.Json;

namespace ToolTime.Transcripts.Pricing;

/// <summary>Models' prices: the user's own override the list. For one thread.</summary>
internal sealed class PriceBook(IReadOnlyDictionary<string, ModelPrice> own)
{
    // The factor for inference that stays in the United States.
    private const decimal UsFactor = 1.1m;

    private readonly Dictionary<string, ModelName> _names = new(StringComparer.Ordinal);

    /// <summary>Only the list.</summary>
    public static PriceBook Listed => new(new Dictionary<string, ModelPrice>());

    /// <summary>
    /// Reads the user's prices: an object of models by name, each `{input, output, cache_read, cache_write, cache_write_1h}` in dollars per
    /// million tokens. A missing cache price is the input's.
    /// </summary>
    /// <exception cref="JsonException">It has another form; the message says where.</exception>
    public static PriceBook Parse(ReadOnlyMemory<byte> json)
    {
        using var document = EditedJson.Parse(json);
        if (document.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException("it is not a JSON object");
        }

        var own = new Dictionary<string, ModelPrice>(StringComparer.OrdinalIgnoreCase);
        foreach (var model in document.RootElement.EnumerateObject())
        {
            own[model.Name] = Read(model);
        }

        return new PriceBook(own);
    }

    /// <summary>In dollars; null if the model has no price.</summary>
    public decimal? Cost(string model, DateOnly day, UsageKind kind, TokenCount tokens) =>
        Find(model, day, kind) is { } price ? price.Cost(tokens) * (kind.HasFlag(UsageKind.UsInference) ? UsFactor : 1) : null;

    private ModelPrice? Find(string model, DateOnly day, UsageKind kind)
    {
        if (own.TryGetValue(model, out var exact))
        {
            return exact;
        }

        if (!_names.TryGetValue(model, out var name))
        {
            _names[model] = name = ModelName.Parse(model);
        }

        return own.TryGetValue(name.Shown, out var named) ? named : PriceTable.Find(name, day, kind);
    }

    private static ModelPrice Read(JsonProperty model)
    {
        var input = Dollars(model, "input") ?? throw new JsonException($"{model.Name} has no input");
        var output = Dollars(model, "output") ?? throw new JsonException($"{model.Name} has no output");
        var write = Dollars(model, "cache_write") ?? input;
        return new ModelPrice(input, output, Dollars(model, "cache_read") ?? input, write, Dollars(model, "cache_write_1h") ?? write);
    }

    private static decimal? Dollars(JsonProperty model, string name)
    {
        if (model.Value.ValueKind is not JsonValueKind.Object)
        {
            throw new JsonException($"{model.Name} is not an object");
        }

        if (!model.Value.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind is JsonValueKind.Number && value.TryGetDecimal(out var dollars) && dollars is >= 0 and <= 1_000_000
            ? dollars
            : throw new JsonException($"{model.Name}.{name} is not a price");
    }
}
