using Microsoft.AspNetCore.Http;

namespace ToolTime.Monitor.Web;

/// <summary>The routing table. A plain table: there are few addresses, and none has a variable part.</summary>
internal sealed class Routes
{
    private readonly Dictionary<string, Dictionary<string, RequestDelegate>> _handlers = new(StringComparer.Ordinal);

    public void Get(string path, RequestDelegate handler) => Add(path, HttpMethods.Get, handler);

    public void Post(string path, RequestDelegate handler) => Add(path, HttpMethods.Post, handler);

    public Task HandleAsync(HttpContext context)
    {
        if (!_handlers.TryGetValue(context.Request.Path.Value ?? "", out var methods))
        {
            return ProblemAnswer.WriteAsync(context, StatusCodes.Status404NotFound, "There is nothing here.", []);
        }

        // The server sends no body in answer to HEAD.
        var method = HttpMethods.IsHead(context.Request.Method) ? HttpMethods.Get : context.Request.Method;
        if (methods.TryGetValue(method, out var handler))
        {
            return handler(context);
        }

        context.Response.Headers.Allow = string.Join(
            ", ",
            methods.Keys.SelectMany(known => known == HttpMethods.Get ? (string[])[known, HttpMethods.Head] : [known])
        );
        return ProblemAnswer.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "This method is not supported here.", []);
    }

    private void Add(string path, string method, RequestDelegate handler)
    {
        if (!_handlers.TryGetValue(path, out var methods))
        {
            _handlers[path] = methods = new(StringComparer.Ordinal);
        }

        methods.Add(method, handler);
    }
}
